const path = require('path');
print(path === path.posix, path.posix.posix === path.posix, path.win32.posix === path.posix, require('path/posix') === path.posix, require('path/win32') === path.win32);
print(Object.keys(path).filter((k) => !['matchesGlob', '_makeLong'].includes(k)).join());
const t = (f) => { try { print(f()) } catch (err) { print(err.name, err.code, err.message) } };
for (const p of [path.posix, path.win32]) {
  t(() => p.join('a', 5)); t(() => p.resolve('a', null)); t(() => p.resolve(null, '/a')); t(() => p.normalize()); t(() => p.dirname(true)); t(() => p.basename('a', 5)); t(() => p.basename(5, 5));
  t(() => p.relative('a')); t(() => p.relative(undefined, 'a')); t(() => p.format('x')); t(() => p.format(null)); t(() => p.parse(1)); t(() => p.extname()); t(() => p.isAbsolute(5));
  t(() => p.toNamespacedPath(5)); t(() => p.toNamespacedPath('')); t(() => p.join()); t(() => p.resolve() === 5 || typeof p.resolve());
  t(() => p.format({ dir: '/a', base: 'b.c' })); t(() => p.format({ root: '/', name: 'b', ext: 'c' })); t(() => p.format({ dir: '/', root: '/', base: 'x' })); t(() => p.format({})); t(() => p.format({ name: 'n', ext: '.e' }));
  print(p.sep, p.delimiter, p.join.length, p.resolve.length, p.basename.length, p.relative.name);
}
