"""What a service answered, as it is kept: recordings, snapshots, and HAR."""
