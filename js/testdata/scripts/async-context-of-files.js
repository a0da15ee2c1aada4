'use strict';
// In which context of AsyncLocalStorage come what was asked of a file, and the events of its
// streams, of a child's pipes, of workers and of ports: the one in which it was asked for, or made.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');
const { AsyncLocalStorage } = require('async_hooks');
const { MessageChannel, Worker } = require('worker_threads');

const als = new AsyncLocalStorage();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'context-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'text');

const work = {
	readFile: (done) => fs.readFile(file, done),
	stat: (done) => fs.stat(file, done),
	'stat that fails': (done) => fs.stat(file + '?', done),
	mkdir: (done) => fs.mkdir(path.join(dir, 'sub'), done),
	realpath: (done) => fs.realpath(dir, done),
	read: (done) => fs.read(fs.openSync(file), done),
	'data of a file': (done) => fs.createReadStream(file).on('data', done),
	'error of a file': (done) => fs.createReadStream(file + '?').on('error', done),
	'close of a file': (done) => fs.createWriteStream(path.join(dir, 'other')).on('close', done).end('x'),
	'promise of a file': (done) => fs.promises.readFile(file).then(done),
	'data of a child': (done) => spawn('echo', ['x']).stdout.on('data', done),
	'end of a child': (done) => spawn('true').stdout.on('end', done).resume(),
	'online of a worker': (done) => new Worker('', { eval: true }).on('online', done),
	'message of a worker': (done) => new Worker('require("worker_threads").parentPort.postMessage(1)', { eval: true }).on('message', done),
	'exit of a worker': (done) => new Worker('', { eval: true }).on('exit', done),
	'message of a port'(done) {
		const { port1, port2 } = new MessageChannel();
		port1.on('message', () => { port1.close(); als.run('another', done); });
		port1.on('message', done);
		als.run('post', () => port2.postMessage(1));
	},
	'close of a port'(done) {
		const { port1, port2 } = new MessageChannel();
		port1.on('message', () => {}).on('close', done);
		als.run('closing', () => port2.close());
	},
};

(async () => {
	for (const [name, begin] of Object.entries(work)) {
		const seen = await new Promise((resolve) => {
			als.run(name, begin, () => resolve(als.getStore()));
		});
		console.log(name + ':', seen);
	}
	fs.rmSync(dir, { recursive: true });
})();
