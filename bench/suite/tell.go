package main

import (
	"io"
	"os"

	"github.com/nodenet-go/nodenet/bench/suite/internal/report"
)

// tell prints the report and writes the files that were asked for.
func tell(r *report.Report, o options) error {
	if o.json != "-" {
		if err := r.Text(os.Stdout); err != nil {
			return err
		}
	}
	for _, file := range []struct {
		path  string
		write func(io.Writer) error
	}{{o.json, r.JSON}, {o.out, r.HTML}, {o.markdown, r.Markdown}} {
		if file.path == "" {
			continue
		}
		if file.path == "-" {
			if err := file.write(os.Stdout); err != nil {
				return err
			}
			continue
		}
		if err := write(file.path, file.write); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, content func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := content(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
