import type { CodeTable } from "./code-entry.ts";

/** Codes of expressions. */
export const EXPRESSION_CODES = {
  E201: {
    title: "Unknown name",
    meaning: "The expression uses a variable, field or function that does not exist here.",
    remedy: "Use the suggested name; alert data enters through params only.",
  },
  E202: {
    title: "Not an expression",
    meaning: "The text cannot be read as an expression.",
    remedy: "Mend the place that the caret shows.",
  },
  E203: {
    title: "Wrong type",
    meaning:
      "The expression gives another type than this place needs, or compares things that cannot be compared.",
    remedy: "Convert the value, or use another one.",
  },
  E204: {
    title: "Wrong form of expression",
    meaning:
      "A condition is a bare expression; a value uses ${{ }}. Each field is one or the other.",
    remedy: "Remove the ${{ }} from a condition, or put it around a value.",
  },
  E205: {
    title: "No expression allowed here",
    meaning:
      "This field is text that a machine parses, or a name that must be known beforehand; data may never become part of it.",
    remedy: "Write it out, and pass the data through the field that the message names.",
  },
  E206: {
    title: "Value may be missing",
    meaning:
      "The step may not have run, or the field may be absent, when this expression is evaluated.",
    remedy: "Add the guard that the fix shows.",
  },
  E207: {
    title: "Not allowed in expressions",
    meaning:
      "Regular expressions, bindings and loops nested deeper than two could block the whole service.",
    remedy: 'Use `glob(text, "a*")`, or split the work into steps.',
  },
  E208: {
    title: "Expression too large",
    meaning: "An expression may have 200 nodes and a depth of 20, and its loops a bounded cost.",
    remedy: "Split it, or let a step narrow the list first.",
  },
  E209: {
    title: "Unsafe mix of text and data",
    meaning:
      "Only names, ids, integers and choices may become part of a longer machine-read text, because only they cannot change its meaning.",
    remedy: "Give the param a stricter type, or pass the value as a field of its own.",
  },
  E210: {
    title: "Expression failed",
    meaning:
      "The expression has no value for this data, such as a division by zero or a value that is far too large.",
    remedy: "Guard the case that the message names.",
  },
} as const satisfies CodeTable;
