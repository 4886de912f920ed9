export type Cell = string | number;
