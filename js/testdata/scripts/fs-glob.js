'use strict';
// Files whose paths match a pattern. The order is not Node's own.
const fs = require('fs');
const path = require('path');

process.chdir(fs.realpathSync(fs.mkdtempSync(path.join(require('os').tmpdir(), 'glob-'))));
fs.mkdirSync('d/sub/deep', { recursive: true });
for (const name of ['a.txt', 'b.js', '.hidden', 'sub/c.txt', 'sub/deep/e.js', 'x(1).txt', 'ä.txt']) fs.writeFileSync(path.join('d', name), '');
fs.symlinkSync('sub', 'd/link');
const here = process.cwd();
const text = (found) => JSON.stringify(found.map((x) => typeof x === 'string' ? x : x.parentPath + '|' + x.name).sort()).replaceAll(here, 'HERE').replaceAll(path.basename(here), 'BASE');
const glob = (about, patterns, options) => {
  try {
    console.log(about, text(fs.globSync(patterns, options)));
  } catch (e) {
    console.log(about, e.name, e.code, e.message);
  }
};
for (const pattern of ['*', 'd/*', 'd/**', '**', '**/*', 'd/**/*.js', '**/*.txt', 'd/{a,b}.*', 'd/[ab].*', 'd/?.txt', 'd/.*', 'd/.hidden', 'd/*/', 'd/**/',
  './d/*', 'd/../d/*', 'd/link/*', 'd/**/c.txt', 'd/sub', 'd', 'd/', 'nope', 'nope/*', '', '.', 'd/!(a).*', 'd/+(a|b).*', 'd/@(a|b).*', 'd/*.{js,txt}',
  'd/sub/**/e.js', '**/deep/**', 'd/[!a].*', 'd/[^a].*', 'd//a.txt', 'D/A.TXT', 'd/a.txt/*', '{d,nope}/a.txt', 'd/{1..3}', 'd/\\a.txt', 'd/x(1).txt',
  'd/**/**/*.js', '**/link/*', 'd/sub/.', './**/a.txt', 'd/[[:alpha:]].txt', 'd/*[.]txt', 'd/[a-c].*', 'd/{a,{b,c}}.{js,txt}', 'd/?(a).txt',
  'd/!(*.txt)', 'd/*(a|b).txt', 'd/{a}.txt', 'd/[', 'd/[]', 'd/*.', '**/.hidden']) glob(pattern, pattern);
glob('absolute', here + '/d/*.js');
glob('above', '../' + path.basename(here) + '/d/a.txt');
glob('several', ['d/*.js', 'd/*.txt', 'd/a*']);
glob('cwd', '*', { cwd: 'd' });
glob('cwd of a URL', '*', { cwd: require('url').pathToFileURL('d') });
glob('cwd, deep', '**/*.js', { cwd: 'd' });
glob('cwd, above', '../d/*.js', { cwd: 'd' });
glob('cwd that is not there', '*', { cwd: 'nope' });
glob('exclude .js', 'd/**', { exclude: ['**/*.js'] });
glob('exclude a directory', 'd/**', { exclude: ['d/sub'] });
glob('exclude all in a directory', 'd/**', { exclude: ['d/sub/**'] });
glob('exclude what is not a path', 'd/**', { exclude: ['sub'] });
glob('exclude by a function', 'd/**', { exclude: (name) => name === 'sub' });
glob('types', 'd/*', { withFileTypes: true });
glob('types, exclude', 'd/**', { withFileTypes: true, exclude: (entry) => entry.name === 'deep' });
glob('links', 'd/**', { followSymlinks: true });
for (const [patterns, options] of [[1], [undefined], [[1]], ['*', 1], ['*', null], ['*', { cwd: 1 }], ['*', { exclude: 1 }], ['*', { exclude: [1] }]]) {
  glob('wrong', patterns, options);
}
try { fs.glob('*'); } catch (e) { console.log(e.message); }

(async () => {
  await new Promise((resolve) => fs.glob('d/*.js', (err, found) => { console.log(err, found); resolve(); }));
  const found = fs.promises.glob(['d/*.js', 'd/sub/*.txt']);
  console.log(found);
  for await (const name of found) console.log(name);
  try {
    for await (const name of fs.promises.glob(1));
  } catch (e) { console.log(e.message); }
  for await (const entry of fs.promises.glob('d/*.js', { withFileTypes: true })) console.log(entry.name, entry.isFile());
  fs.rmSync(here, { recursive: true });
})();
