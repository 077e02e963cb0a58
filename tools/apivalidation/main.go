// Command apivalidation says what API servers would have against new objects, by the API server's own code: nothing of
// it listens, and it reads no cluster.
//
//	apivalidation < question and batches > answers
//
// Input is a [Question], then any number of arrays of objects; output is an [Answer] a line for each array, as soon as it
// is judged: so memory does not grow with the number of arrays.
//
// Kubernetes' own kinds are judged as each minor version would, as far back as this one emulates; custom kinds once,
// for what is valid there is said by their CRDs. Admission plugins, quotas and policies have no say here, with one
// exception: the labels of a Namespace that set its Pod Security.
//
// Status 0: the work was done, whatever it found; 2: it could not be done.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"k8s.io/klog/v2"
)

func main() {
	klog.LogToStderr(false) // or it tells of every change of the emulated version
	klog.SetOutput(io.Discard)
	debug.SetGCPercent(400) // a quarter less CPU time for some 30 MB of memory
	if err := command(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "apivalidation: "+err.Error())
		os.Exit(2)
	}
}

func command(in io.Reader, out io.Writer) error {
	input := json.NewDecoder(in)
	var question Question
	if err := input.Decode(&question); err != nil {
		return fmt.Errorf("reading the question: %w", err)
	}
	judge, err := newJudge(question)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		var objects []json.RawMessage
		if err := input.Decode(&objects); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading objects: %w", err)
		}
		answer, err := judge.judge(objects)
		if err != nil {
			return err
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}
