import { b, callA, early } from './cycle-other.mjs';
export function hoisted() { return 'hoisted ' + b }
export let later = 'later';
export default function () { return 'default fn' }
export class K {}
console.log('a', b, callA(), early, later);
