-- 未认领的轮廓: what a map brought and nobody has recorded anything of since.

ALTER TABLE building ADD COLUMN unclaimed INTEGER; -- 1: a building may take its footprint
