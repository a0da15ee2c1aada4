// What a virtual user does again and again: process.env.TARGET is HOST:PORT of a server that
// sends back what it is sent.
import { connect } from 'net/promises';

const [host, port] = process.env.TARGET.split(':');

export default async function ({ user, iteration }) {
	const socket = await connect(port, host);
	socket.end(`user ${user}, iteration ${iteration}`);
	let answer = '';
	for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
	if (answer === '') throw new Error('no answer');
}
