foo()
import './prints.mjs'
function foo() { console.log('foo') }
let x = foo
export { foo }
x()
export default foo
;[1].map(x)
export let a = 1
foo()
export const b = 2
foo()
export class C {}
export function * g() {}
export async function h() {}
export var { v, w: [u] } = { v: 1, w: [2] }
import * as self from './without-semicolons.mjs'
console.log(Object.keys(self).join(), self.u, self.default.name)