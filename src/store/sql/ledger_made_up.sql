AND f.list = 'made_up'
