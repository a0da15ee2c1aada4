function f(a) { const g = () => arguments.length; return g() }
console.log(f(1), arguments.length);
import('fs').then((fs) => console.log(typeof fs.readFileSync, arguments.length));
function h() { return (() => { const o = { a: { arguments }, b: [() => ({ arguments, c: 1 })] }; return [o.a.arguments.length, o.b[0]().arguments[0], Object.keys(o.b[0]())] })() }
console.log(h('x', 'y'));
