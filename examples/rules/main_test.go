package main

import "os"

func Example() {
	show(os.Stdout)
	// Output:
	// Signatures and lead-ins
	//   “We will read every letter.”
	//     before: Ida Falk (signature)
	//     after:  Ida Falk (dash-signature)
	//       signed “Commissioner Ida Falk” → names “Ida Falk”
	//       not Ida Falk: subject-after “Commissioner Ida Falk” (0.59)
	//   “The vote was overdue.”
	//     before: Rosa Lindqvist (lead-line)
	//     after:  Rosa Lindqvist (lead-in)
	//       led in “Chairwoman Rosa Lindqvist” → names “Rosa Lindqvist”
	//       not Rosa Lindqvist: colon-lead “Chairwoman Rosa Lindqvist” (0.84)
	//       not Rosa Lindqvist: subject-before “Chairwoman Rosa Lindqvist” (0.49)
	// A transcript
	//   “Is the tunnel safe?”
	//     before: nobody
	//     after:  Dana Wallis (transcript-label)
	//       labelled “Q”
	//   “It is closed, the mayor said so.”
	//     before: nobody
	//     after:  Tom Kerr (transcript-label)
	//       labelled “A”
	//   “We closed it.”
	//     before: Leila Marsh (label)
	//     after:  Leila Marsh (transcript-label)
	//       labelled “MARSH” → names “MARSH” → in full “Leila Marsh”
	//       not Leila Marsh: label “MARSH” (0.96), vetoed by transcript-label
	// People whom the newsroom knows
	//   that the tunnel was “a disgrace”
	//     before: The mayor (source-before)
	//     after:  Lena Ortiz Q900000001 (known-person)
	//       known to the newsroom “The mayor” → described “The mayor”
	//       not The mayor: source-before “The mayor” (0.92)
	//   “Good evening.”
	//     before: Hugo Stein (subject-before)
	//     after:  Lena Ortiz Q900000001 (same-speaker)
	//       goes on after the same speaker's “that the tunnel was “a disgrace””
	//       not Hugo Stein: subject-before “Hugo Stein” (0.32)
}
