package main

import (
	"fmt"
	"strings"

	"github.com/nodenet-go/nodenet/js/program"
)

const help = `nodenet %s runs scripts as Node %s does.

Usage: nodenet [run] [options] [script.js | -e code | -] [arguments]
       nodenet build [options] script.js

  -                          the script comes from standard input, as it does
                             without a script when that is no terminal
      --allow-fs-read=PATH, --allow-fs-write=PATH, --allow-net,
      --allow-child-process, --allow-worker
                             what a script with --permission may do
  -C, --conditions=NAME      a condition of "exports" and "imports" of packages
  -c, --check                only look for mistakes in the syntax
      --dns-result-order=ORDER
                             ipv4first, ipv6first or verbatim
  -e, --eval=CODE            run this code
      --env-file=FILE        set environment variables from a file
      --env-file-if-exists=FILE
                             the same, if the file is there
      --expose-gc            give the script the function gc
      --input-type=TYPE      what -e and - are: commonjs or module, also with
                             -typescript
      --import=MODULE        load a module first
      --live=[HOST:]PORT     show connections and the loop on a page, to this machine
                             only unless there is a host
      --no-deprecation       write no warnings of what is deprecated
      --no-network-family-autoselection
                             connect to the first address only
      --network-family-autoselection-attempt-timeout=MS
                             how long an address has before the next is tried
      --no-warnings          write no warnings
      --permission           allow only what the flags --allow-… say
  -p, --print [CODE]         print the value of the code
  -r, --require=MODULE       load a module first
      --stack-trace-limit=N  how many calls stacks show
      --throw-deprecation    throw what is deprecated
      --title=TITLE          process.title
      --tls-cipher-list=LIST, --tls-min-v1.0 …, --tls-max-v1.2 …
                             the defaults of the module tls
      --tls-keylog=FILE      write the keys of TLS connections to a file
      --unhandled-rejections=MODE
                             strict, warn, none, throw or warn-with-error-code
      --use-system-ca, --use-openssl-ca, --use-bundled-ca
                             whose certificate authorities count
      --watch                run again when a file of the program changes
  -h, --help                 this text
  -v, --version              the version of Node that scripts see

process.versions.nodenet is nodenet's own version. NODE_OPTIONS may hold flags, too.

`

// about answers --help and --version.
func (c *command) about() bool {
	switch {
	case c.help:
		fmt.Printf(help, program.OwnVersion, program.Version)
		fmt.Print("Flags of Node that are taken without effect:\n\n", listed(ignored), "\nFlags of Node that are not supported:\n\n", listed(unsupported))
	case c.version:
		fmt.Println(program.Version)
	default:
		return false
	}
	return true
}

// listed writes groups of flags with their reasons.
func listed(groups []group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString("  " + strings.ToUpper(g.about[:1]) + g.about[1:] + ":\n")
		line := "   "
		for _, flag := range strings.Fields(g.flags) {
			if len(line)+1+len(flag) > 78 {
				b.WriteString(line + "\n")
				line = "   "
			}
			line += " " + flag
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}
