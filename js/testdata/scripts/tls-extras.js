'use strict';
// Keying material, key logs, renewed contexts, renegotiation, OCSP, one after the other.
const tls = require('tls');
const { once } = require('events');
const { read, identity, thrown } = require('../tls/read.js');

const ca = read('ca.crt');
async function pair(options, more, prepare) {
	const server = tls.createServer({ ...identity('server'), ...more });
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const connect = async (o) => {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...options, ...o });
		prepare?.(client, server);
		const [socket] = await once(server, 'secureConnection');
		if (client.secureConnecting) await once(client, 'secureConnect');
		client.resume();
		socket.resume();
		return [client, socket];
	};
	return [server, connect];
}

(async () => {
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		const lines = { client: new Set(), server: new Set() };
		const [server, connect] = await pair({ maxVersion }, {}, (client) => client.on('keylog', (line) => lines.client.add(line.toString())));
		server.on('keylog', (line, socket) => lines.server.add(line.toString()) && socket instanceof tls.TLSSocket);
		const [client, socket] = await connect();
		console.log(maxVersion, 'exported', client.exportKeyingMaterial(20, 'label').equals(socket.exportKeyingMaterial(20, 'label')),
			client.exportKeyingMaterial(20, 'label', Buffer.from('c')).equals(socket.exportKeyingMaterial(20, 'label', Buffer.from('c'))),
			client.exportKeyingMaterial(20, 'label').equals(client.exportKeyingMaterial(20, 'other')), client.exportKeyingMaterial(7, 'x').length);
		const names = (set) => [...set].map((line) => line.split(' ')[0]).filter((name) => name !== 'EXPORTER_SECRET').sort().join();
		console.log(maxVersion, 'keylog', names(lines.client), names(lines.server), [...lines.client].every((line) => line.endsWith('\n')));
		console.log(maxVersion, 'fragments', client.setMaxSendFragment(1024), client.setMaxSendFragment(100));
		client.end();
		await once(client, 'close');
		console.log(maxVersion, ...thrown(() => client.exportKeyingMaterial(20, 'label')).slice(0, 2));
		server.close();
		await once(server, 'close');
	}
	{
		const [server, connect] = await pair({});
		let [client, socket] = await connect();
		const all = [client, socket];
		console.log('before', client.getPeerCertificate().subject.CN);
		const old = client;
		server.setSecureContext(identity('ec'));
		all.push(...[client, socket] = await connect());
		console.log('after', client.getPeerCertificate().subject.CN, old.getPeerCertificate().subject.CN, old.destroyed);
		console.log(...thrown(() => server.setSecureContext({ key: 'garbage' })));
		all.push(...[client, socket] = await connect());
		console.log('still', client.getPeerCertificate().subject.CN, socket.encrypted);
		server.close();
		for (const s of all) s.destroy();
	}
	{
		const [server, connect] = await pair({ requestOCSP: true }, {}, (client, server) => {
			server.removeAllListeners('OCSPRequest');
			server.on('OCSPRequest', (certificate, issuer, callback) => {
				console.log('OCSPRequest', certificate instanceof Buffer, issuer === null || issuer instanceof Buffer);
				callback(null, Buffer.from('staple'));
			});
			client.on('OCSPResponse', (response) => console.log('OCSPResponse', response && response.toString()));
		});
		const [client, socket] = await connect();
		server.close();
		client.destroy();
		socket.destroy();
	}
})();
