'use strict';
// What the flags of the command say about tls.
const flags = native.execArgv; // process.execArgv is the script's

// has reports whether a flag is on.
exports.has = (flag) => flags.lastIndexOf(flag) > flags.lastIndexOf(flag.replace('--', '--no-'));

// value is the value of a flag, behind it or joined to it.
exports.value = (flag) => {
	const i = flags.findLastIndex((f) => f === flag || f.startsWith(`${flag}=`));
	if (i < 0) return undefined;
	return flags[i] === flag ? flags[i + 1] : flags[i].slice(flag.length + 1);
};
