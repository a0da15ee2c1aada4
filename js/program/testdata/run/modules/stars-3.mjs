export { default } from './default.mjs'
