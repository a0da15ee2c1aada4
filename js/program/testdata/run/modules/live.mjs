export let counter = 1
export function inc() { return ++counter }
export { str as 'a string' }
const str = 'string named'
export function thisOf() { return this === undefined ? 'undefined' : typeof this }
export default class { static x = 1 }
