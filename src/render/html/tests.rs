//! A page is checked as a reader of it would: balanced tags, escaped text, and
//! drawings that say what they show.
