/** In seconds: what a machine is waited for. */
export const SHORT = [0.01, 0.05, 0.1, 0.25, 0.5];

/** In seconds: what people are waited for. */
export const LONG = [1, 5, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200];
