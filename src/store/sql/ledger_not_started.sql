AND f.list = 'not_started'
