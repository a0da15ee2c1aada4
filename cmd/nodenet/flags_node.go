package main

import "strings"

// Node has more flags than nodenet. Those that change nothing of what a script does
// are taken without effect. Those whose silence would mislead are refused: who asks
// for an inspector or for tests to be run has to know
// that nothing of it happens. All others are "bad options", as in Node.

// group are flags for one reason. A flag with "=" has a value, which with "[=]" it may
// lack; one that ends in "*" stands for all that begin so.
type group struct{ about, flags string }

// ignored are taken without effect.
var ignored = []group{
	{"V8's memory and compiler are not here", `--max-old-space-size= --max-old-space-size-percentage= --max-semi-space-size= --min-semi-space-size= --max-heap-size=
		--initial-old-space-size= --semi-space-growth-factor= --stack-size= --gc-interval= --v8-pool-size= --random-seed= --jitless --opt --lite-mode --optimize-for-size
		--sparkplug --maglev --turbofan --turbo-* --concurrent-* --single-threaded --single-threaded-gc --predictable --verify-heap --verify-base-objects --always-sparkplug
		--interpreted-frames-native-stack --harmony --harmony-* --use-largepages= --node-memory-debug --worker-snapshot --disable-wasm-trap-handler --icu-data-dir=
		--node-snapshot --hash-seed= --max-lazy --lazy --gc-global --allow-natives-syntax --expose-externalize-string --expose-internals --enable-etw-stack-walking`},
	{"they only tell more", `--trace-sigint --trace-promises --trace-sync-io --trace-gc --trace-opt --trace-deopt
		--pending-deprecation --extra-info-on-fatal-exception --enable-source-maps --force-async-hooks-checks`},
	{"the modules that they are about can only be loaded", `--max-http-header-size= --insecure-http-parser --openssl-config= --openssl-legacy-provider --openssl-shared-config --localstorage-file=
		--webstorage --experimental-webstorage --experimental-websocket --experimental-eventsource --experimental-sqlite --experimental-ffi --experimental-global-navigator`},
	{"that is so anyway", `--addons --force-context-aware --global-search-paths --async-context-frame --require-module --experimental-require-module --experimental-detect-module
		--experimental-strip-types --strip-types --experimental-transform-types --experimental-import-meta-resolve --experimental-repl-await --experimental-print-required-tla
		--disable-sigusr1 --force-node-api-uncaught-exceptions-policy --experimental-network-inspection --experimental-worker-inspection --experimental-storage-inspection
		--experimental-inspector-network-resource --diagnostic-dir= --zero-fill-buffers --napi-modules --experimental-worker --experimental-modules
		--experimental-json-modules --experimental-wasm-modules --experimental-top-level-await --experimental-fetch --experimental-abortcontroller
		--experimental-global-webcrypto --experimental-global-customevent --experimental-report --test-udp-no-try-send`},
}

// unsupported are refused.
var unsupported = []group{
	{"it has no inspector", "--inspect[=] --inspect-brk[=] --inspect-wait[=] --inspect-port= --debug-port= --inspect-publish-uid="},
	{"it has no runner of tests or benchmarks", "--test --test-* --experimental-test-* --bench --bench-* --experimental-bench"},
	{"it has no profiler of scripts", "--cpu-prof --cpu-prof-* --heap-prof --heap-prof-* --prof --prof-process --heapsnapshot-* --track-heap-objects --perf-*"},
	{"it writes no reports and traces", "--report-* --trace-event-* --trace-env --trace-env-* --trace-tls --trace-require-module[=] --process-timeout="},
	{"it keeps permissions, and does not tell only", "--permission-audit"},
	{"it cannot harden the language in that way", "--disallow-code-generation-from-strings --frozen-intrinsics --secure-heap= --secure-heap-min= --force-fips[=] --enable-fips"},
	{"it has no REPL", "--interactive"},
	{"it resolves modules in Node's usual way only", "--preserve-symlinks --preserve-symlinks-main --loader= --experimental-loader= --experimental-package-map= --entry-url --experimental-import-text --experimental-addon-modules --experimental-vm-modules"},
	{"it does not read that", "--run= --config-file= --experimental-config-file[=] --experimental-default-config-file --completion-bash --v8-options --use-env-proxy"},
	{"it makes no snapshots and executables", "--build-sea= --experimental-sea-config= --build-snapshot --build-snapshot-config= --snapshot-blob="},
	{"it watches the files of the program only", "--watch-path= --watch-preserve-output --watch-kill-signal="},
	{"it does not have what that is about", "--allow-fs-vfs --allow-openssl-store --experimental-vfs --vfs-load= --vfs-mount= --experimental-stream-iter --experimental-web-worker --enable-fips-indicator-events"},
}

// has reports whether a flag is in the group, and whether it has to have a value.
func (g group) has(name string) (known, valued bool) {
	for _, flag := range strings.Fields(g.flags) {
		if beginning, ok := strings.CutSuffix(flag, "*"); ok && strings.HasPrefix(name, beginning) {
			return true, false
		}
		if flag == name || flag == name+"[=]" {
			return true, false
		}
		if flag == name+"=" {
			return true, true
		}
	}
	return false, false
}

// groupsHave reports whether a flag is in one of the groups, and whether it has to have
// a value.
func groupsHave(groups []group, name string) (known, valued bool) {
	for _, g := range groups {
		if known, valued = g.has(name); known {
			return known, valued
		}
	}
	return false, false
}
