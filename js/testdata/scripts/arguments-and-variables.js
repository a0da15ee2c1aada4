// Variables of functions that look at their arguments begin undefined, whatever
// is passed.
function one() { var x; arguments.length; return () => x }
function two() { 'use strict'; var x, y = 5; arguments.length; return () => [x, y, this === undefined] }
function three(p) { var x, p; for (var i = 0; i < arguments.length; i++) var last = arguments[i]; return () => [x, p, i, last] }
function four(p, x) { var x; var inner; function inner() { return 'function' } arguments.length; return () => [p, x, inner()] }
function five(p = 1) { var x; arguments.length; return () => [x, p] }
function six({ p }, ...rest) { var x; arguments.length; return () => [x, p, rest] }
function seven() { var arguments; return () => [typeof arguments, arguments.length] }
function* eight() { var x; arguments.length; yield () => x }
async function nine() { var x; arguments.length; return () => x }
const object = { ten() { var x; arguments.length; return () => x }, get eleven() { var x; arguments.length; return () => x } }
class Twelve { constructor() { var x; arguments.length; this.f = () => x } static m() { var x; arguments.length; return () => x } }
function fourteen() { var before = typeof x; { var x = 1 } var n = arguments.length; return () => [before, x, n] }
function fifteen() { if (!x) var x = arguments.length; return () => x }
console.log(one(1)(), one(1, 2, 3)(), two(1, 2)(), three(1, 2, 3)(), four(1, 2, 3)(), five(1, 2)(), five()())
console.log(six({ p: 1 }, 2, 3)(), seven(1, 2)(), eight(1).next().value(), object.ten(1)(), object.eleven())
console.log(new Twelve(1).f(), Twelve.m(1)(), fourteen(1, 2)(), fifteen(1, 2)())
nine(1, 2).then((f) => console.log(f()))
