export type T = number; export type U = string;
export const val: T = 42;
