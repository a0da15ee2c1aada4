// path.matchesGlob: which of many names each of many patterns means.
const path = require('path');
const pats = ['*', '**', '*.js', 'a/*', 'a/**', '**/b', 'a/**/c', '**/*.js', '?', 'a?c', '[abc]', '[!a]', '[^a]', '[a-c]x', '[]a]', '[a', 'a]', '{a,b}', '{a,b}/c', 'x{1..3}', '{a,{b,c}}', 'a{b', '{a}', '{}', '{,a}', '+(a|b)', '*(a|b)', '?(a)', '@(a|b)c', '!(a)', '!(a|b)c', '!a', '#a', '\\*', 'a\\b', 'a//b', './a', 'a/', 'a/.', 'a/..', '..', '.', '', '/a', '/**', '/*', '.*', '**/.*', '*.*', '[[:alpha:]]', '[[:digit:]]*', '[[:upper:]]', '[\\]]', 'a**', '**a', 'a**b', '***', '*/*', '**/', '/', '//', '*a*', '*.{js,ts}', '{01..03}', '{a..c}', '{c..a}', '{1..5..2}', 'a|b', '(a)', 'a(b)', '[.]', '.', '[a/b]', '*(a)*(b)', '!(*.js)', '*.!(js)', '+(a)', 'é', '[é]', '?*', '*?', '**/a/**', 'a/**/**/b', 'a/./b', 'a/../b', '[a-]', '[-a]', '[z-a]', '{a,b', 'a,b}', '$', '^', 'a.b', 'a+b', '[$]', '[*]', '[?]', '**/..', '**/.', '[!.]', '@(.a)', '!(.a)', '{.a,b}', '?a', '[.]a', 'A', '[A-Z]'];
const strs = ['', 'a', 'b', 'c', 'ab', 'abc', 'a.js', '.a', '.js', 'a/b', 'a/b/c', 'a/.b', 'a/b.js', 'x/y/b', 'a/x/y/c', 'a/c', 'axc', '*', 'a\\b', 'a/', 'a//b', './a', '../a', '..', '.', '/a', '/a/b', '/', '[', ']', '[a', 'a]', '{a,b}', 'x1', 'x4', '1', '01', 'b/c', 'ac', 'bc', '!a', '#a', 'ax', 'aa', 'aab', 'ba', 'a.ts', 'a.b', 'a|b', 'a(b)', '(a)', 'é', '-', 'A', '{}', '{a}', 'a{b', '3', '$', '^', 'a+b', '{a,b', 'a,b}', 'a/x/b', '.a/b', 'a/../b', 'a/./b', '?', '1a', '.b', 'a/b/', 'a/*'];
const name = (flavour) => (pattern) => {
  const list = strs.map((s) => +flavour.matchesGlob(s, pattern)).join('');
  console.log(JSON.stringify(pattern), list);
};
pats.forEach(name(path.posix));
console.log('windows');
pats.forEach(name(path.win32));
console.log(path.matchesGlob.name, path.matchesGlob.length);
for (const value of [undefined, null, 5, {}, []]) {
  try { path.matchesGlob(value, 'a'); } catch (e) { console.log(e.code, e.message); }
  try { path.matchesGlob('a', value); } catch (e) { console.log(e.code, e.message); }
}
try { path.matchesGlob('a', 'a'.repeat(65537)); } catch (e) { console.log(e.name, e.message); }
