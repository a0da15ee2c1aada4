import { dup } from './stars.mjs'
