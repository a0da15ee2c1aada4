'use strict';
// Mail is sent over TLS, from the beginning and by STARTTLS.
const path = require('path');
const fs = require('fs');
const nodemailer = require('nodemailer');
const { SMTPServer } = require('smtp-server');

const read = (name) => fs.readFileSync(path.join(process.cwd(), 'testdata/tls', name));

const send = (secure) => new Promise((resolve) => {
	const server = new SMTPServer({
		cert: read('server.crt'), key: read('server.key'), secure, authOptional: true,
		onData(stream, session, callback) {
			let size = 0;
			stream.on('data', (data) => { size += data.length; });
			stream.on('end', () => {
				console.log('received', size > 6000, session.secure, session.tlsOptions.version);
				callback();
			});
		},
	});
	server.listen(0, '127.0.0.1', async () => {
		const options = { host: '127.0.0.1', port: server.server.address().port, secure, requireTLS: !secure };
		const message = { from: 'a@example.org', to: 'b@example.org', subject: 'Hello', text: 'hello '.repeat(1000) };
		for (const tls of [{ ca: read('ca.crt') }, {}]) {
			const transport = nodemailer.createTransport({ ...options, tls: { ...tls, servername: 'localhost' } });
			try {
				const sent = await transport.sendMail(message);
				console.log('sent', sent.accepted, sent.response.slice(0, 3));
			} catch (e) {
				console.log('not sent', e.code, e.message);
			}
			transport.close();
		}
		server.close(resolve);
	});
	server.on('error', () => {});
});
send(true).then(() => send(false));
