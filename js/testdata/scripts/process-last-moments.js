'use strict';
// What still happens at the end of a program: 'beforeExit' again and again while there is
// new work, 'exit' once, and nothing of what is begun there; socket files.
const net = require('net'), fs = require('fs'), os = require('os'), path = require('path');
const { spawnSync } = require('child_process');

const file = (name) => path.join(os.tmpdir(), `nn-${process.argv[3] || process.pid}-${name}`);
const modes = {
	'work in beforeExit'() {
		let times = 0;
		process.on('beforeExit', (code) => {
			console.log('beforeExit', code, ++times);
			if (times === 1) setTimeout(() => console.log('timer'), 1);
			if (times === 2) net.connect(file('nobody')).on('error', (err) => { console.log(err.code); process.exitCode = 4; });
			if (times === 3) process.nextTick(() => console.log('tick'));
			if (times === 4) setTimeout(() => console.log('never'), 1).unref();
		});
		process.on('exit', (code) => console.log('exit', code));
	},
	'work in exit, by hand'() {
		process.on('exit', (code) => Promise.resolve().then(() => console.log('never')));
		process.exit(7);
	},
	'work in exit'() {
		process.on('exit', (code) => {
			console.log('exit', code);
			process.nextTick(() => console.log('never'));
			Promise.resolve().then(() => { console.log('promise'); process.nextTick(() => console.log('never')); });
			setImmediate(() => console.log('never'));
			queueMicrotask(() => console.log('microtask'));
			net.connect(file('nobody')).on('error', () => console.log('never'));
			process.exitCode = 5;
		});
	},
	'exit in exit'() { process.on('exit', () => process.exit(6)); process.on('exit', () => console.log('never')); },
	'throw in exit'() { process.on('exit', () => { throw new Error('x'); }); },
	'a promise that never comes'() { new Promise(() => {}).then(() => {}); process.on('exit', (code) => console.log('exit', code)); },
	'file: unref'() { net.createServer().listen(file('unref')).unref(); },
	'file: exit'() { net.createServer().listen(file('exit'), () => process.exit()); },
	'file: throw'() { net.createServer().listen(file('throw'), () => { throw new Error('x'); }); },
	'file: closed'() { net.createServer().listen(file('closed'), function () { this.close(); }); },
	async 'file: of another'() {
		const name = file('another');
		const listen = () => new Promise((done) => { const s = net.createServer().listen(name, () => done(s)); });
		const first = await listen();
		fs.unlinkSync(name);
		const second = await listen();
		first.close(() => { console.log(fs.existsSync(name)); second.close(); });
	},
};

if (process.argv[2]) {
	modes[process.argv[2]]();
} else {
	for (const mode of Object.keys(modes)) {
		const child = spawnSync(process.execPath, [__filename, mode, String(process.pid)], { encoding: 'utf8' });
		console.log(`${mode}: ${child.status} ${child.signal}`);
		process.stdout.write(child.stdout.replace(/^(?=.)/gm, '  '));
		if (mode.startsWith('file')) {
			const name = file(mode.slice(6));
			console.log('  there:', fs.existsSync(name));
			fs.rmSync(name, { force: true });
		}
	}
}
