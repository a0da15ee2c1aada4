// Code that is compiled while the program runs is compiled as its files are, and what
// is wrong with it is said in the same words.
const vm = require('vm')
const t = (f) => { try { console.log(f()) } catch (err) { console.log(err.name + ': ' + err.message) } }
t(() => eval('1 +'))
t(() => eval('let let = 1'))
t(() => new Function('a', 'return }'))
t(() => vm.runInThisContext('1 +'))
t(() => vm.runInThisContext('a b'))
t(() => new vm.Script('let a; let a'))
t(() => vm.runInThisContext('1\n2\n(('))
t(() => vm.runInThisContext('return 1'))
t(() => vm.runInThisContext('(function f() { var x; arguments; return () => x })(1)()'))
t(() => vm.runInThisContext('(function f() { return (() => arguments[0])() })(7)'))
t(() => vm.compileFunction('return (() => arguments.length)()')(1, 2))
t(() => vm.runInThisContext('1;\n//# sourceMappingURL=/none/none.map'))
