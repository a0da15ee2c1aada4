package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

// check drives the same servers with our load generator and with another. Where the
// processor time for a message, of the server or of the two clients, differs by more
// than a tenth, the client may be what is measured. Rates are printed too, but depend
// on what else the machine does.
func check(bench *cases.Bench, list []cases.Case, all []servers.Server, o options, root, bin string, show *progress) error {
	path := o.checkWith
	if path == "" {
		path = filepath.Join(root, "bench", "suite", "clients", "load.c")
	}
	other, err := cases.OtherLoad(path, bin)
	if err != nil {
		return fmt.Errorf("the other load generator: %w; choose one by --check-with", err)
	}
	if len(o.servers) == 0 { // a client that costs too much shows best before the cheapest server
		all = slices.DeleteFunc(all, func(s servers.Server) bool { return s.Name != "epoll" && s.Name != "nodenet" })
	}
	list = slices.DeleteFunc(list, func(c cases.Case) bool { return c.Kind.Name != "echo" })
	if len(list) == 0 || len(all) == 0 {
		return errors.New("the check needs an echo case and a server")
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "case\tserver\tmessages/s\t±\tby the other\t±\tserver µs\tby the other\tclient µs\tof the other\tagree\t")
	apart := 0
	for _, c := range list {
		for _, s := range all {
			if !s.Plays("echo") {
				continue
			}
			seen, err := bench.Compare(c, s, other, o.rounds, show.say)
			if err != nil {
				return err
			}
			verdict := "yes"
			if !seen.Agree(cases.Cost) || !seen.Agree(cases.Client) {
				verdict = "NO"
				apart++
			}
			ours, theirs := seen.Ours, seen.Other
			fmt.Fprintf(table, "%s\t%s\t%.0f\t%.0f%%\t%.0f\t%.0f%%\t%.2f\t%.2f\t%.2f\t%.2f\t%s\t\n", c.Name(), s.Name,
				ours.Median(cases.Rate), 100*ours.Spread(cases.Rate), theirs.Median(cases.Rate), 100*theirs.Spread(cases.Rate),
				ours.Median(cases.Cost), theirs.Median(cases.Cost), ours.Median(cases.Client), theirs.Median(cases.Client), verdict)
		}
	}
	show.end()
	if err := table.Flush(); err != nil {
		return err
	}
	if apart > 0 {
		fmt.Printf("In %d of the cases processor times differ by more than a tenth. Measure again with more rounds on a quiet machine before you trust them.\n", apart)
	}
	return nil
}
