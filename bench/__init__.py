"""Speed and accuracy, measured side by side with peers in one run. See README.md beside this."""
