function f(a) { const g = () => arguments.length; return g() }
console.log(f(1), arguments.length);
import('fs').then((fs) => console.log(typeof fs.readFileSync, arguments.length));
