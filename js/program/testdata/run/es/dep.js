export let n = 1; export function inc() { n++; } export default class K {}; export const obj = { a: 1 };
