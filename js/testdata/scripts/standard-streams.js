'use strict';
// The standard streams of a child, where they are pipes: what they are, when they hold the
// process, and what becomes of them when the other end is slow or gone.
const net = require('net');
const { spawn } = require('child_process');

const say = (...words) => process.stderr.write(words.join(' ') + '\n');
const input = process.stdin;
const modes = {
	untouched() { say(input.readableFlowing, input instanceof net.Socket, input.fd, input.writable, input.isTTY); },
	unref() { input.on('data', (d) => { say('data', d); input.unref(); }); },
	'paused before any data'() { input.pause(); },
	'paused later'() { input.once('data', () => setTimeout(() => input.pause(), 1)); },
	destroy() { input.once('data', () => input.destroy()).on('close', () => say('close', input.destroyed)); },
	async 'left by break'() { for await (const d of input) { say('data', d); break; } say(input.destroyed); },
	'holds when read'() { input.on('readable', () => say('read', input.read())); },
	'holds when its listener left'() { const f = (d) => { say('data', d); input.off('data', f); }; input.on('data', f); },
	'output is destroyed'() {
		const o = process.stdout;
		say(o instanceof net.Socket, o._type, o.fd, o.readable, o.writableHighWaterMark, o._isStdio, o.destroySoon === o.destroy);
		o.on('close', () => { say('close', o.destroyed, o.write('after')); });
		o.destroy();
	},
	'output is ended'() { process.stdout.end('bye', () => say('finished', process.stdout.destroyed)); },
	'output is full'() {
		const took = process.stdout.write(Buffer.alloc(3 << 20), () => say('written'));
		say(took, process.stdout.writableNeedDrain);
		process.stdout.once('drain', () => say('drain'));
	},
	'output is gone'() {
		process.stdout.on('error', (err) => { say('error', err.code, err.syscall, err.message); clearInterval(timer); });
		const timer = setInterval(() => process.stdout.write('tick'), 5);
	},
	'output is gone and nobody listens'() { setInterval(() => console.log('tick'), 5); setInterval(() => process.stdout.write('tick'), 5); },
	'errors are gone'() {
		process.stderr.on('error', (err) => { console.log('error', err.code); clearInterval(timer); });
		const timer = setInterval(() => process.stderr.write('tick'), 5);
	},
};

function run(mode, done) {
	const child = spawn(process.execPath, [__filename, mode]);
	let out = 0, err = '', text = '';
	child.stdin.on('error', () => {});
	if (mode.startsWith('output is gone')) child.stdout.destroy();
	if (mode === 'errors are gone') child.stderr.destroy();
	child.stderr.on('data', (d) => {
		err += d;
		if (mode.startsWith('holds')) { child.stdin.end(); }
		if (mode === 'output is full') child.stdout.resume();
	});
	if (mode === 'output is full') child.stdout.pause();
	child.stdout.on('data', (d) => { out += d.length; text += out < 100 ? d : ''; });
	child.stdin.write('hi');
	child.on('close', (code, signal) => {
		console.log(`${mode}: ${code} ${signal}, ${out} bytes${mode === 'output is full' ? '' : ` ${text.trim()}`}`);
		if (mode.endsWith('nobody listens')) console.log('  ', /write EPIPE/.test(err), /Unhandled 'error' event/.test(err));
		else console.log(err.replace(/^/gm, '  ').trimEnd());
		done();
	});
}

if (process.argv[2]) modes[process.argv[2]]();
else (function next(names) { if (names.length > 0) run(names[0], () => next(names.slice(1))); })(Object.keys(modes));
