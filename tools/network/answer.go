package main

import "k8s.io/apimachinery/pkg/labels"

// end is a peer as the policies of a cluster see it.
type end struct {
	*Peer
	namespaceLabels labels.Set
	// egress and ingress are the policies that isolate it. None: that direction is open.
	egress  []*policy
	ingress []*policy
}

func (c *cluster) place(peer *Peer) end {
	result := end{Peer: peer, namespaceLabels: c.namespaces[peer.Namespace]}
	if result.namespaceLabels == nil {
		result.namespaceLabels = labels.Set{nameLabel: peer.Namespace}
	}
	result.egress = isolating(c.egress, peer)
	result.ingress = isolating(c.ingress, peer)
	return result
}

func isolating(policies []policy, peer *Peer) []*policy {
	var found []*policy
	for index := range policies {
		one := &policies[index]
		if peer.Namespace != "" && one.namespace == peer.Namespace && one.pods.Matches(labels.Set(peer.Labels)) {
			found = append(found, one)
		}
	}
	return found
}

func between(from, to *end, port Port) Answer {
	return Answer{Egress: opening(from.egress, to, to.Peer, port), Ingress: opening(to.ingress, from, to.Peer, port)}
}

// opening finds what lets the other end through. Rules of all policies that isolate a pod count together.
func opening(policies []*policy, other *end, listening *Peer, port Port) string {
	if len(policies) == 0 {
		return "open"
	}
	for _, one := range policies {
		for index := range one.rules {
			if each := &one.rules[index]; each.opensPort(listening, port) && each.opensPeer(other) {
				return each.name
			}
		}
	}
	return ""
}

func (r *rule) opensPeer(other *end) bool {
	for _, matcher := range r.peers {
		if matcher.matches(other.Peer, other.namespaceLabels) {
			return true
		}
	}
	return len(r.peers) == 0
}
