'use strict';
// Which sessions are resumed: by name, by age, with a context of its own for each name, and
// what resumeSession hears of TLS 1.3.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const lines = []; // of a case, until that is over
const say = (...words) => lines.push(words.join(' '));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function served(what, options, act) {
	say('case', what);
	const server = tls.createServer({ ...identity('server'), ...options }, (socket) => socket.end('x'));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	await act(async (servername, session) => {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca, servername, session });
		let last;
		client.on('session', (s) => { last = s; });
		client.on('secureConnect', () => say(servername, client.isSessionReused(), client.authorized));
		client.resume();
		await new Promise((resolve) => client.on('close', resolve));
		return last;
	}, server);
	await new Promise((resolve) => server.close(resolve));
	for (const line of lines.splice(0)) console.log(line);
}

(async () => {
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		const names = async (connect) => {
			const session = await connect('localhost');
			await connect('localhost', session);
			await connect('ec.example.org', session);
		};
		await served(`names ${maxVersion}`, { maxVersion, ...identity('ec') }, names);
		await served(`contexts ${maxVersion}`, { maxVersion, SNICallback: (name, done) => done(null, tls.createSecureContext({ ...identity('ec'), maxVersion })) }, names);
		await served(`age ${maxVersion}`, { maxVersion, sessionTimeout: 3 }, async (connect) => {
			let session, began;
			do { // on a busy machine the session may be too old at once
				lines.length = 1;
				began = Date.now();
				session = await connect('localhost');
				await connect('localhost', session);
			} while (Date.now() - began > 1500);
			await sleep(4500);
			await connect('localhost', session);
		});
	}
	await served('resumeSession', {}, async (connect, server) => {
		server.on('resumeSession', (id, done) => {
			say('asked', id.length);
			setImmediate(done, null, null);
		});
		await connect('localhost', await connect('localhost'));
	});
})();
