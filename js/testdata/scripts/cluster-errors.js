'use strict';
// What cannot be in a cluster: addresses to bind, and a policy that there is not. Each says
// so in order, in any order between them.
const cluster = require('cluster');
const net = require('net');
const { fork } = require('child_process');

if (cluster.isWorker) {
	(async () => {
		for (const where of [[0, '10.255.255.1'], [0, '::ffff:1.2.3.4'], [{ port: 0, host: '10.255.255.1', exclusive: true }]]) {
			const server = net.createServer();
			const failed = new Promise((resolve) => server.on('error', resolve));
			server.listen(...where);
			const e = await failed;
			await new Promise((resolve) => process.send([Object.entries(e).join(' '), e.message], resolve));
		}
		process.disconnect();
	})();
} else if (process.argv[2] === 'policy') {
	cluster.schedulingPolicy = 5;
	try {
		cluster.fork();
	} catch (e) {
		console.log('policy', e.name, e.code, e.message);
	}
} else {
	process.execPath = process.env.NODENET_CHILD || process.execPath;
	fork(__filename, ['policy']).on('exit', (code) => {
		console.log('primary', code);
		for (const path of ['a\0b', Buffer.from('a\0b')]) {
			try {
				fork(path);
			} catch (e) {
				console.log('primary', e.name, e.code, e.message);
			}
		}
		cluster.fork().on('message', (message) => console.log('worker', ...message));
	});
}
