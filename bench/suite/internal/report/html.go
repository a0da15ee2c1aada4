package report

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// section is a case on the page.
type section struct {
	Name, Title string
	Lines       [][]string
	Failed      []string
	Plots       []template.HTML
}

// HTML writes a page that needs nothing beside itself: the plots stand in it.
func (r *Report) HTML(w io.Writer) error {
	content := struct {
		When, Command     string
		Overview, Details []part
		Tables            []section
	}{When: r.when(), Command: r.Command, Overview: r.overview(), Details: r.details()}
	for _, t := range r.Tables {
		s := section{Name: t.Case, Title: t.Kind.Title, Lines: grid(t)}
		for _, row := range t.Rows {
			if row.Failed != "" {
				s.Failed = append(s.Failed, row.Server+": "+row.Failed)
			}
		}
		plots, err := plots(t)
		if err != nil {
			return err
		}
		s.Plots = plots
		content.Tables = append(content.Tables, s)
	}
	return page.Execute(w, content)
}

// plots are those that a kind of case has figures for.
func plots(t cases.Table) (all []template.HTML, err error) {
	add := func(picture string, failure error) {
		if failure != nil {
			err = failure
		} else if picture != "" {
			all = append(all, template.HTML(picture)) // our own drawing
		}
	}
	if t.Kind.Rate != "" {
		add(bars(t.Kind.Rate, t.Rows, cases.Rate))
	}
	if t.Kind.Cost != "" {
		add(bars(t.Kind.Cost, t.Rows, cases.Cost))
	}
	if t.Kind.Memory != "" {
		add(bars(t.Kind.Memory, t.Rows, cases.Memory))
	}
	if t.Kind.Time != "" {
		add(latencies(t.Rows))
	}
	return all, err
}
