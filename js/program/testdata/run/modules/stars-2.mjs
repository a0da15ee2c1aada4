export const dup = 2; export { counter as same } from './live.mjs'
