-- How much of a result is made before anybody asks for it. With little, the threads wait for whoever reads.
SET streaming_buffer_size = '{{megabytes}}MB'
