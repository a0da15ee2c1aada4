'use strict';
// What fs.cp does not copy: something to itself or into itself, directories where there is
// none and the reverse, with a filter and without; and links, which lead where they led.
const fs = require('fs');
const os = require('os');
const path = require('path');

const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'nn-cp-')));
process.chdir(base);
fs.mkdirSync('a/s', { recursive: true });
fs.writeFileSync('a/f', '1');
fs.writeFileSync('file', 'x');
fs.symlinkSync('a', 'la');
fs.symlinkSync('f', 'a/link');

const say = (err) => [err.name, err.code, err.message, JSON.stringify(err)].join(' | ');
const clear = () => ['n', 'a2', 'a/x', 'a/b'].forEach((name) => fs.rmSync(name, { recursive: true, force: true }));
const cases = [
	['a', 'a/b', { recursive: true }], ['a', 'a/b/c', { recursive: true }], ['a', 'a', { recursive: true }], ['a/', './a', { recursive: true }],
	['file', 'file'], ['a', 'file', { recursive: true }], ['file', 'a'], ['a', 'n'], ['none', 'n'], ['a/s', 'a', { recursive: true }], ['a', 'a2', { recursive: true }],
	['file', 'a/f', { force: false, errorOnExist: true }],
];

(async () => {
	for (const filter of [undefined, () => true]) {
		for (const [src, dest, options] of cases) {
			const given = { ...options, ...(filter && { filter }) };
			for (const [how, copy] of Object.entries({ sync: fs.cpSync, promise: fs.promises.cp })) {
				try {
					await copy(src, dest, given);
					console.log(how, src, dest, 'copied');
				} catch (err) {
					console.log(how, src, dest, say(err));
				}
				clear();
			}
		}
		await fs.promises.cp('a', 'la/x', { recursive: true, filter }).catch((err) => console.log(say(err)));
		fs.cpSync('a', 'a2', { recursive: true });
		try { fs.cpSync('a', 'a2', { recursive: true, force: false, errorOnExist: true, filter }); } catch (err) { console.log(say(err)); }
		console.log(fs.readlinkSync('a2/link').replace(base, 'BASE'));
		clear();
		fs.cpSync('a', 'a2', { recursive: true, verbatimSymlinks: true });
		console.log(fs.readlinkSync('a2/link'));
		clear();
	}
	process.chdir('/');
	fs.rmSync(base, { recursive: true });
})();
