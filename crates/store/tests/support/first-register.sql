-- A register as the first file made it: one site, one building, one room, two people, one of them without a number.
INSERT INTO user (id, uuid, name, display_name, role, created_ms)
VALUES (1, x'00000000000070008000000000000001', '示例民警', '示例民警', 'officer', 1);
INSERT INTO change (id, at_ms, user, role, action) VALUES (1, 1, 1, 'officer', 'import_ledger');
INSERT INTO site (id, uuid, area, name, division_code, created_change)
VALUES (1, x'00000000000070008000000000000002', '330299-01', '示例苑', '330299', 1);
INSERT INTO building (id, uuid, area, site, name, created_change)
VALUES (1, x'00000000000070008000000000000003', '330299-01', 1, '3', 1);
INSERT INTO room (id, uuid, building, unit, floor, number, kind, state, created_change)
VALUES (1, x'00000000000070008000000000000004', 1, '2', 5, '501', 'dwelling', 'unknown', 1);
INSERT INTO person (id, uuid, area, name, citizen_id, id_state, created_change)
VALUES (1, x'00000000000070008000000000000005', '330299-01', '张三', '330299198001011212', 'ok', 1),
       (2, x'00000000000070008000000000000006', '330299-01', '李四', NULL, 'missing', 1);
INSERT INTO stay (id, uuid, person, room, building, site, raw_address, created_change)
VALUES (1, x'00000000000070008000000000000007', 1, 1, 1, NULL, '示例苑3幢2单元501室', 1),
       (2, x'00000000000070008000000000000008', 2, NULL, NULL, NULL, '示例路某处', 1);
INSERT INTO organisation (id, uuid, area, name, credit_code_state, legal_rep_id_state, created_change)
VALUES (1, x'00000000000070008000000000000009', '330299-01', '示例商贸有限公司', 'missing', 'missing', 1);
INSERT INTO presence (id, uuid, organisation, room, building, site, role, raw_address, created_change)
VALUES (1, x'0000000000007000800000000000000a', 1, 1, 1, NULL, 'office', '示例苑3幢2单元501室', 1);
