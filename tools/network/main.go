// Command network says which calls the NetworkPolicies of a cluster let through.
//
//	network < request.json > reply.json
//
// Policies are read with the API server's own types, strictly, and labels are selected with its own selectors; the rest
// is the text of https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/. Upstream's
// conformance cases are its tests. Status 0: every call is answered; 2: the request cannot be read.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	networkingv1 "k8s.io/api/networking/v1"
)

// Request is what is there, and what is asked.
type Request struct {
	Policies []networkingv1.NetworkPolicy `json:"policies"`
	// Namespaces are labels by name. The label that the API server itself sets need not be among them.
	Namespaces map[string]map[string]string `json:"namespaces"`
	Peers      []Peer                       `json:"peers"`
	Calls      []Call                       `json:"calls"`
	// Variants are other sets of policies, about which the same is asked.
	Variants [][]networkingv1.NetworkPolicy `json:"variants"`
}

// Call asks whether one peer may open a connection to another.
type Call struct {
	// From and To are indices of the request's peers.
	From     int    `json:"from"`
	To       int    `json:"to"`
	Port     int32  `json:"port"`
	Protocol string `json:"protocol"`
}

// Answer says, for each direction, what lets a call through: a rule such as `data/users spec.ingress[0]`, or `open`
// where no policy isolates the peer. Empty: nothing does. The call arrives when both directions have something.
type Answer struct {
	Egress  string `json:"egress"`
	Ingress string `json:"ingress"`
}

// Reply answers every call, and says for each variant what it answers differently.
type Reply struct {
	Answers  []Answer   `json:"answers"`
	Variants [][]Change `json:"variants"`
}

// Change is a call with another answer.
type Change struct {
	// Call is an index of the request's calls.
	Call int `json:"call"`
	Answer
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "network: "+err.Error())
		os.Exit(2)
	}
}

func run(in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	var request Request
	if err := decoder.Decode(&request); err != nil {
		return fmt.Errorf("the request cannot be read: %w", err)
	}
	for index, call := range request.Calls {
		if min(call.From, call.To) < 0 || max(call.From, call.To) >= len(request.Peers) {
			return fmt.Errorf("call %d is between peers that are not there", index)
		}
	}
	answers, err := answer(&request, request.Policies)
	if err != nil {
		return err
	}
	reply := Reply{Answers: answers, Variants: make([][]Change, len(request.Variants))}
	for index, policies := range request.Variants {
		others, err := answer(&request, policies)
		if err != nil {
			return fmt.Errorf("variant %d: %w", index, err)
		}
		reply.Variants[index] = changes(answers, others)
	}
	return json.NewEncoder(out).Encode(reply)
}

func answer(request *Request, policies []networkingv1.NetworkPolicy) ([]Answer, error) {
	cluster, err := newCluster(policies, request.Namespaces)
	if err != nil {
		return nil, err
	}
	ends := make([]end, len(request.Peers))
	for index := range request.Peers {
		ends[index] = cluster.place(&request.Peers[index])
	}
	answers := make([]Answer, len(request.Calls))
	for index, call := range request.Calls {
		answers[index] = between(&ends[call.From], &ends[call.To], Port{Number: call.Port, Protocol: call.Protocol})
	}
	return answers, nil
}

func changes(before, after []Answer) []Change {
	found := []Change{}
	for index, one := range after {
		if one != before[index] {
			found = append(found, Change{Call: index, Answer: one})
		}
	}
	return found
}
