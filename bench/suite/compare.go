package main

import (
	"errors"
	"os"

	"github.com/spf13/pflag"

	"github.com/nodenet-go/nodenet/bench/suite/internal/report"
)

// compare prints how two runs differ whose rounds stand in JSON files.
func compare(arguments []string) error {
	flags := pflag.NewFlagSet("bench compare BEFORE.json AFTER.json", pflag.ContinueOnError)
	asked := flags.StringSlice("servers", nil, "names, such as nodenet,epoll; those that begin with nodenet where none are given")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("want two files that --json has written: bench compare before.json after.json")
	}
	before, err := report.Read(flags.Arg(0))
	if err != nil {
		return err
	}
	after, err := report.Read(flags.Arg(1))
	if err != nil {
		return err
	}
	return report.Compare(os.Stdout, before, after, *asked)
}
