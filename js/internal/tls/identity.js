'use strict';
// Whether a certificate is for a host.
const net = require('net');

// split splits subjectaltname, in which names that could be taken for several are
// quoted as JSON.
function split(text) {
	if (!text.includes('"')) return text.split(', ');
	const names = [];
	let current = '';
	for (let i = 0; i < text.length;) {
		const comma = text.indexOf(', ', i), quote = text.indexOf('"', i);
		if (quote >= 0 && (comma < 0 || quote < comma)) {
			current += text.slice(i, quote);
			const found = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(quote));
			if (!found) throw Object.assign(new SyntaxError('Invalid subject alternative name string'), { code: 'ERR_TLS_CERT_ALTNAME_FORMAT' });
			current += JSON.parse(found[0]);
			i = quote + found[0].length;
		} else if (comma >= 0) {
			names.push(current + text.slice(i, comma));
			current = '';
			i = comma + 2;
		} else {
			current += text.slice(i);
			i = text.length;
		}
	}
	names.push(current);
	return names;
}

function plain(host) { return host.endsWith('.') ? host.slice(0, -1) : host; }
function lower(host) { return host.replace(/[A-Z]/g, (c) => c.toLowerCase()); }

// matches compares the labels of a host with those of a pattern.
function matches(labels, pattern, wildcards) {
	if (!pattern) return false;
	const wanted = lower(plain(pattern)).split('.');
	if (labels.length !== wanted.length || wanted.includes('')) return false;
	if (wanted.some((label) => /[^\u0021-\u007F]/.test(label))) return false;
	for (let i = labels.length - 1; i > 0; i--) {
		if (labels[i] !== wanted[i]) return false;
	}
	const [host, first] = [labels[0], wanted[0]];
	const parts = first.split('*', 3);
	if (parts.length === 1 || first.includes('xn--')) return host === first;
	if (!wildcards || parts.length > 2 || wanted.length <= 2) return false;
	const [prefix, suffix] = parts;
	return prefix.length + suffix.length <= host.length && host.startsWith(prefix) && host.endsWith(suffix);
}

function canonical(ip) {
	if (!net.isIPv6(ip)) return net.isIPv4(ip) ? ip : '';
	return new net.SocketAddress({ address: ip, family: 'ipv6' }).address;
}

function checkServerIdentity(hostname, cert) {
	const subject = cert.subject, altNames = cert.subjectaltname;
	const hosts = [], ips = [];
	hostname = `${hostname}`;
	if (altNames) {
		for (const name of split(altNames)) {
			if (name.startsWith('DNS:')) hosts.push(name.slice(4));
			else if (name.startsWith('IP Address:')) ips.push(canonical(name.slice(11)));
		}
	}
	let ok = false, reason = 'Unknown reason';
	hostname = plain(hostname);
	if (net.isIP(hostname)) {
		ok = ips.includes(canonical(hostname));
		if (!ok) reason = `IP: ${hostname} is not in the cert's list: ${ips.join(', ')}`;
	} else if (hosts.length > 0 || subject?.CN) {
		const labels = lower(hostname).split('.');
		if (hosts.length > 0) {
			ok = hosts.some((pattern) => matches(labels, pattern, true));
			if (!ok) reason = `Host: ${hostname}. is not in the cert's altnames: ${altNames}`;
		} else {
			const { CN } = subject;
			ok = Array.isArray(CN) ? CN.some((name) => matches(labels, name, true)) : matches(labels, CN, true);
			if (!ok) reason = `Host: ${hostname}. is not cert's CN: ${CN}`;
		}
	} else {
		reason = 'Cert does not contain a DNS name';
	}
	if (ok) return undefined;
	const error = native.error('ERR_TLS_CERT_ALTNAME_INVALID', `Hostname/IP does not match certificate's altnames: ${reason}`);
	return Object.assign(error, { reason, host: hostname, cert });
}

module.exports = { checkServerIdentity };
