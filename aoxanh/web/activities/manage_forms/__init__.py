"""What officers fill in about activities."""
