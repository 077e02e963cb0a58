package main

import (
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func (r *rule) opensPort(listening *Peer, port Port) bool {
	for _, opened := range r.ports {
		if opens(opened, listening, port) {
			return true
		}
	}
	return len(r.ports) == 0
}

// opens tells whether a rule's port means the one that is called. A name means what the pod that listens calls so; no
// port, all of the protocol.
func opens(opened networkingv1.NetworkPolicyPort, listening *Peer, port Port) bool {
	protocol := "TCP"
	if opened.Protocol != nil {
		protocol = string(*opened.Protocol)
	}
	if protocol != port.Protocol {
		return false
	}
	if opened.Port == nil {
		return true
	}
	if opened.Port.Type == intstr.String {
		for _, one := range listening.Ports {
			if one.Name == opened.Port.StrVal && one.Protocol == port.Protocol && one.Number == port.Number {
				return true
			}
		}
		return false
	}
	last := opened.Port.IntVal
	if opened.EndPort != nil {
		last = *opened.EndPort
	}
	return opened.Port.IntVal <= port.Number && port.Number <= last
}
