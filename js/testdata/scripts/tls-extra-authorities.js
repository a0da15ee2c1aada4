'use strict';
// NODE_EXTRA_CA_CERTS, in a program of its own each time.
const { spawnSync } = require('child_process');
const path = require('path');
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

if (process.argv[2] === 'child') {
	console.log(tls.getCACertificates('extra').map((text) => text === read('ca.crt').toString()), tls.getCACertificates('default').length - tls.rootCertificates.length);
	const server = tls.createServer(identity('server'), (socket) => socket.end()).listen(0, () => {
		const client = tls.connect({ port: server.address().port, servername: 'localhost' });
		client.on('secureConnect', () => console.log('authorized', client.authorized));
		client.on('error', (e) => console.log(e.code));
		client.on('close', () => server.close());
		client.resume();
	});
} else {
	for (const name of ['ca.crt', 'server.key', 'missing', '']) {
		const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, 'child'], {
			env: { ...process.env, NODE_EXTRA_CA_CERTS: name && path.join(__dirname, '..', 'tls', name) }, encoding: 'utf8',
		});
		console.log(name, status, stdout, stderr.replace(/`.*`/, '`FILE`'));
	}
}
