/**
 * The form in which this build keeps runs. It is raised when an older build could not read what
 * this one writes; a run of a newer form is left to builds that know it.
 */
export const RUN_FORM = 2;
