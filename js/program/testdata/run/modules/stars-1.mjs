export const dup = 1, one = 1; export { counter as same } from './live.mjs'
