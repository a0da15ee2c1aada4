// The working directory is the directory itself, whatever the shell calls it.
const fs = require('fs'), path = require('path'), os = require('os');
const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cwd-')));
fs.mkdirSync(path.join(dir, 'own'));
fs.symlinkSync(path.join(dir, 'own'), path.join(dir, 'link'), 'dir');
const link = path.join(dir, 'link');
process.chdir(link);
process.env.PWD = link;
console.log(path.relative(dir, process.cwd()), path.relative(dir, path.resolve('x')));
console.log(path.relative(dir, process.cwd()));
process.chdir(dir);
fs.rmSync(dir, { recursive: true });
