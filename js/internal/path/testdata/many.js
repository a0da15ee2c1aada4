const path = require('path');
let seed = 7;
const rand = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const pieces = { posix: ['/', '/', 'a', '.', '..', 'b.js', '.c', 'd.', '//', '\\'], win32: ['\\', '/', 'a', '.', '..', 'b.js', '.c', 'C:', 'c:', 'srv', '\\\\', '?', '..\\', 'D:\\'] };
for (const kind of ['posix', 'win32']) {
  const p = path[kind];
  const make = () => { let s = ''; for (let n = rand(7); n > 0; n--) s += pieces[kind][rand(pieces[kind].length)]; return s };
  for (let i = 0; i < 120; i++) {
    const a = make(), b = make(), c = make();
    print(kind, JSON.stringify([a, b, c]), 'normalize', p.normalize(a));
    print(kind, JSON.stringify([a, b, c]), 'join', p.join(a, b, c));
    print(kind, JSON.stringify([a, b, c]), 'resolve', p.resolve('/r', a, b, c));
    print(kind, JSON.stringify([a, b, c]), 'relative', kind === 'win32' || p.relative('/r/' + a, '/r/' + b));
    const d = kind === 'posix' ? '/' : 'C:\\';
    print(kind, JSON.stringify([a, b, c]), 'relative of a drive', p.relative(d + a, d + b));
    print(kind, JSON.stringify([a, b, c]), 'relative of drives', kind === 'posix' || p.relative('C:\\x' + a, 'D:\\' + b));
    print(kind, JSON.stringify([a, b, c]), 'dirname', p.dirname(a));
    print(kind, JSON.stringify([a, b, c]), 'basename', p.basename(a), p.basename(a, '.js'), p.basename(a, 'js'), p.extname(a));
    print(kind, JSON.stringify([a, b, c]), 'parse', JSON.stringify(p.parse(a)), p.isAbsolute(a));
    print(kind, JSON.stringify([a, b, c]), 'ns', p.toNamespacedPath('/' + a));
  }
}
