package main

import "os"

func Example() {
	show(os.Stdout)
	// Output:
	// A signature line
	//   “The food was cold and the staff were warm.”
	//     before: Marjorie (subject-after)
	//     after:  Marjorie Kemp (letter-signature)
	// A broadcast transcript
	//   “Is the tunnel safe?”
	//     before: nobody
	//     after:  Dana Wallis (caption)
	//   “It is closed.”
	//     before: Leila Marsh (colon-lead)
	//     after:  Leila Marsh (caption)
	// A house style
	//   “Good evening.”
	//     before: Lena Ortiz (subject-before)
	//     after:  nobody
	//     subject-before said Lena Ortiz, and no-guessing vetoed it
}
