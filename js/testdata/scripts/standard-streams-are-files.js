'use strict';
// Standard input and output of a child, where they are files: their classes, and that output goes
// on after it was ended or destroyed.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { PassThrough, Readable, pipeline } = require('stream');

const say = (...words) => fs.writeSync(2, words.join(' ') + '\n');
const { stdin: input, stdout: output } = process;
const told = () => {
	for (const name of ['finish', 'close']) output.on(name, () => say(name));
};
const modes = {
	'what they are'() {
		say(input.constructor.name, input instanceof fs.ReadStream, input.fd, input.path, input.flags, input.autoClose, input.bytesRead, typeof input.unref);
		say(output.constructor.name, output._type, output.fd, output.readable, output.writable, output.autoClose, output._isStdio);
	},
	'input iterated': async () => {
		for await (const d of input) say('data', d);
		say('over', input.destroyed, input.readableEnded);
	},
	'input destroyed'() {
		input.on('data', () => input.destroy()).on('close', () => say('close', input.destroyed, fs.fstatSync(0).isFile()));
	},
	'input left': async () => {
		input.on('close', () => say('close'));
		for await (const d of input) break;
		say('over', input.destroyed);
	},
	'input in a pipeline'() { pipeline(input, new PassThrough().resume(), (err) => say('done', err, input.destroyed)); },
	'output ended'() {
		told();
		output.write('first,', () => say('written'));
		output.end('end,', () => say('ended'));
		setTimeout(() => {
			say(output.writable, output.writableEnded, output.writableFinished, output.destroyed);
			output.write('later', (err) => say('written', err));
		}, 10);
	},
	'output destroyed'() {
		told();
		output.destroy();
		say(output.destroyed);
		output.write('after', (err) => say('written', err));
	},
	'output in a pipeline'() { pipeline(Readable.from(['a', 'b']), output, (err) => { say('done', err); console.log(' and more'); }); },
	'output piped to'() { Readable.from(['a', 'b']).pipe(output); },
};

if (process.argv[2]) {
	modes[process.argv[2]]();
} else {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'));
	const from = path.join(dir, 'in');
	const to = path.join(dir, 'out');
	fs.writeFileSync(from, 'input');
	for (const mode of Object.keys(modes)) {
		const descriptors = [fs.openSync(from), fs.openSync(to, 'w')];
		const child = spawnSync(process.execPath, [__filename, mode], { stdio: [...descriptors, 'pipe'] });
		for (const fd of descriptors) fs.closeSync(fd);
		console.log(mode + ':', child.status, JSON.stringify(fs.readFileSync(to, 'utf8')));
		console.log(String(child.stderr));
	}
	fs.rmSync(dir, { recursive: true });
}
